() => {
    // Words of up to 12 letters that go on in the next line without a hyphen.
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const torn = [], range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const one = node.parentElement;
        if (!node.data.trim() || !one.checkVisibility() || one.closest("svg, option, .scroll, script")) continue;
        for (const word of node.data.matchAll(/(?<![\p{L}\p{N}.@/_-])\p{L}{2,12}(?![\p{L}\p{N}.@/_-])/gu)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
            if (lines.size > 1) torn.push(`${word[0]} in ${one.outerHTML.slice(0, 120)}`);
        }
    }
    return torn;
}
