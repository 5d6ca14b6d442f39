() => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const tiny = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const one = node.parentElement;
        if (!node.data.trim() || !one.checkVisibility() || one.closest("svg, option")) continue;
        const size = parseFloat(getComputedStyle(one).fontSize);
        if (size < 18.7) tiny.push(`${size} ${one.outerHTML.slice(0, 120)}`);
    }
    return tiny;
}
