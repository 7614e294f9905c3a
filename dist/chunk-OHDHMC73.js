// src/cli/field-pipeline.ts
async function runField(request, io) {
  if (request.name === "collect") return (await import("./chunk-5HRAR624.js")).collect(request.options, io);
  if (request.name === "deploy-record")
    return (await import("./chunk-2X7HTFG5.js")).runDeployRecord(request.options, io);
  if (request.name === "load") return (await import("./chunk-YCCLZLR5.js")).runLoad(request.options, io);
  if (request.name === "its") return (await import("./chunk-7ISARABI.js")).runIts(request.options, io);
  const { runExport, runReading } = await import("./chunk-BG2ODCL2.js");
  return request.name === "export" ? runExport(request.options, io) : runReading(request, io);
}
export {
  runField
};
