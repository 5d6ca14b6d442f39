([themes, sizes]) => {
    const page = document.documentElement, wide = [];
    for (const theme of themes) for (const size of sizes) {
        page.className = `js theme-${theme} size-${size}`;
        if (page.scrollWidth > innerWidth) {
            const worst = [...document.querySelectorAll("body *")].filter((one) =>
                one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, svg"));
            wide.push(`${theme} ${size}: ${worst.slice(-1).map((one) => one.outerHTML.slice(0, 120))}`);
        }
    }
    return wide;
}
