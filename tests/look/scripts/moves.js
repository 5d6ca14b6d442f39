() => {
    const moving = document.getAnimations().map((one) => `moves: ${one.effect?.target?.outerHTML.slice(0, 120)}`);
    const modal = "dialog, marquee, video[autoplay], audio[autoplay], meta[http-equiv=refresh],"
        + "[aria-modal], [draggable=true], [popover], [role=dialog], [role=alertdialog],"
        + "[data-hx-trigger*=every], [data-hx-trigger*=revealed], [data-hx-trigger*=load]";
    const found = [...document.querySelectorAll(modal)].map((one) => `has: ${one.outerHTML.slice(0, 120)}`);
    const timed = [...document.querySelectorAll("body, body *")].filter((one) => {
        const how = getComputedStyle(one), longest = (times) => Math.max(...times.split(",").map(parseFloat));
        return how.animationName !== "none" || longest(how.transitionDuration) > 0.001;
    }).map((one) => `animates: ${one.outerHTML.slice(0, 120)}`);
    return [...moving, ...found, ...timed];
}
