() => [...document.querySelectorAll("a, button, summary, select, textarea, input, [tabindex='0']")]
    .filter((one) => one.type !== "hidden" && one.checkVisibility({visibilityProperty: true}))
    .filter((one) => !one.matches(".govuk-skip-link, .govuk-visually-hidden"))
    .map((one) => {
        const line = one.closest("p, li, td, dd, figcaption, .govuk-hint");
        const inText = one.matches("a") && getComputedStyle(one).display === "inline" && line
            && line.textContent.trim().length > one.textContent.trim().length;
        const box = one.getBoundingClientRect();
        // A radio or a tick box is pressed by its label too.
        const all = [box, ...[...(one.labels ?? [])].map((label) => label.getBoundingClientRect())];
        const fits = all.some((box) => box.width >= 43.9 && box.height >= 43.9);
        return fits || inText ? "" : `${box.width}×${box.height} ${one.outerHTML.slice(0, 160)}`;
    }).filter(Boolean)
