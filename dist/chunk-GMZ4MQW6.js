// src/cli/field-pipeline.ts
async function runField(request, io) {
  if (request.name === "collect") return (await import("./chunk-673QGNKJ.js")).collect(request.options, io);
  if (request.name === "deploy-record")
    return (await import("./chunk-DVZCY747.js")).runDeployRecord(request.options, io);
  if (request.name === "load") return (await import("./chunk-PJGW7KKM.js")).runLoad(request.options, io);
  if (request.name === "its") return (await import("./chunk-RRLUCEAH.js")).runIts(request.options, io);
  if (request.name === "price") return (await import("./chunk-4CVIDKNU.js")).runPrice(request.options, io);
  const { runExport, runReading } = await import("./chunk-XITNWYRP.js");
  return request.name === "export" ? runExport(request.options, io) : runReading(request, io);
}
export {
  runField
};
