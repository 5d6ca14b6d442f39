([selector, places]) => {
    const node = document.querySelector(selector);
    return places.filter((place) => node && node.closest(place));
}
