() => {
    for (const one of document.querySelectorAll("*")) {
        for (const [name, value] of [["line-height", "1.5"], ["letter-spacing", "0.12em"],
            ["word-spacing", "0.16em"]]) one.style.setProperty(name, value, "important");
        if (one.matches("p")) one.style.setProperty("margin-bottom", "2em", "important");
    }
    return [...document.querySelectorAll("body *")].filter((one) => {
        const how = getComputedStyle(one);
        const cuts = [how.overflowX, how.overflowY].some((way) => way === "hidden" || way === "clip");
        return cuts && !one.matches(".govuk-visually-hidden, .govuk-skip-link, svg, svg *") && one.textContent.trim()
            && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2);
    }).map((one) => one.outerHTML.slice(0, 160)).concat(
        document.documentElement.scrollWidth > innerWidth ? ["the page runs off the side"] : []);
}
