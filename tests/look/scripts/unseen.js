() => {
    const look = (one) => {
        const drawn = [one, ...[...(one.labels ?? [])]];
        return JSON.stringify(drawn.flatMap((part) => [null, "::before", "::after"].map((extra) => {
            const how = getComputedStyle(part, extra);
            const line = parseFloat(how.outlineWidth) && how.outlineStyle !== "none"
                ? how.outline : "";
            return [line, how.boxShadow, how.backgroundColor];
        })));
    };
    const all = [...document.querySelectorAll("a[href], button, summary, select, textarea, input, [tabindex='0']")]
        .filter((one) => one.type !== "hidden" && !one.disabled && one.checkVisibility({visibilityProperty: true}));
    const unseen = [];
    for (const one of all) {
        const before = (document.activeElement?.blur(), look(one));
        one.focus({ preventScroll: true });
        if (document.activeElement !== one) unseen.push(`no focus: ${one.outerHTML.slice(0, 120)}`);
        else if (look(one) === before) unseen.push(`looks the same: ${one.outerHTML.slice(0, 120)}`);
    }
    return [all.length, unseen];
}
