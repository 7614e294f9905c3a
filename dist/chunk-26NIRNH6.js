// src/cli/field-pipeline.ts
async function runField(request, io) {
  if (request.name === "collect") return (await import("./chunk-5D6U46IL.js")).collect(request.options, io);
  if (request.name === "deploy-record")
    return (await import("./chunk-BTDSFIVS.js")).runDeployRecord(request.options, io);
  if (request.name === "load") return (await import("./chunk-QSVC4OKN.js")).runLoad(request.options, io);
  const { runExport, runReading } = await import("./chunk-VPNM5SJY.js");
  return request.name === "export" ? runExport(request.options, io) : runReading(request, io);
}
export {
  runField
};
