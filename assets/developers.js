// The API page reads the OpenAPI document that stands beside it; without script the document itself is linked.
const place = document.getElementById("swagger-ui");
if (place && window.SwaggerUIBundle) {
  window.SwaggerUIBundle({ url: place.dataset.url, domNode: place, deepLinking: true, validatorUrl: null });
}
