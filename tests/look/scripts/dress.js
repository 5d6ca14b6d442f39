(classes) => {
    const page = document.documentElement;
    window.chosen ??= page.className;
    page.className = classes ? `js ${classes}` : window.chosen;
}
