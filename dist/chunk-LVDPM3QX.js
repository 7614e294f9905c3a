// src/cli/field-pipeline.ts
async function runField(request, io) {
  if (request.name === "collect") return (await import("./chunk-P3Q6V4V3.js")).collect(request.options, io);
  if (request.name === "deploy-record")
    return (await import("./chunk-OSK6FVKT.js")).runDeployRecord(request.options, io);
  if (request.name === "load") return (await import("./chunk-XLJNZ3ZN.js")).runLoad(request.options, io);
  if (request.name === "its") return (await import("./chunk-SZLEFPYW.js")).runIts(request.options, io);
  if (request.name === "price") return (await import("./chunk-VIODEJ5M.js")).runPrice(request.options, io);
  if (request.name === "experiment")
    return (await import("./chunk-5YH46FVK.js")).runExperiment(request.options, io);
  const { runExport, runReading } = await import("./chunk-GFPEKOGO.js");
  return request.name === "export" ? runExport(request.options, io) : runReading(request, io);
}
export {
  runField
};
