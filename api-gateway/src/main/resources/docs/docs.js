// One page for all services; the first is the gateway itself.
const services = ["api-gateway", "auth-service", "user-service", "course-service", "enrollment-service", "chat-service", "attendance-service"];
window.ui = SwaggerUIBundle({
  dom_id: "#docs",
  urls: services.map((name) => ({ name, url: "/openapi/" + name })),
  "urls.primaryName": new URLSearchParams(window.location.search).get("urls.primaryName") || "course-service",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  deepLinking: true,
  docExpansion: "list",
  validatorUrl: null,
});
