() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:root:root:root:root * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } :root:root:root:root p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    const cut = [...document.querySelectorAll("body *")].filter((one) => {
        const how = getComputedStyle(one);
        const cuts = [how.overflowX, how.overflowY].some((way) => way === "hidden" || way === "clip");
        return cuts && !one.matches(".govuk-visually-hidden, .govuk-skip-link, svg, svg *") && one.textContent.trim()
            && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2);
    }).map((one) => one.outerHTML.slice(0, 160)).concat(
        document.documentElement.scrollWidth > innerWidth ? ["the page runs off the side"] : []);
    document.adoptedStyleSheets = [];
    return cut;
}
