// Starts the OpenAPI form from the installed bundle; kept in a file because the pages allow no inline script.
"use strict";

const place = document.getElementById("swagger");
window.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: false,
  supportedSubmitMethods: ["get", "post"],
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
});
