() => ({
    needy: [...document.querySelectorAll("main [data-hx-post], main [data-hx-get]")].filter((one) =>
        !one.matches("form[method=post][action], a[href]") && one.textContent.trim())
        .map((one) => one.outerHTML.slice(0, 150)),
    buttons: [...document.querySelectorAll("main form")].filter((one) =>
        !one.querySelector("button:not([type=button]), input[type=submit]")).length,
    dead: [...document.querySelectorAll("main button[type=button], main [data-needs-script]")].filter((one) =>
        one.checkVisibility()).map((one) => one.outerHTML.slice(0, 150)),
})
