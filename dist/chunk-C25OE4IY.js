// src/cli/field-pipeline.ts
async function runField(request, io) {
  if (request.name === "collect") return (await import("./chunk-R3YT4MYS.js")).collect(request.options, io);
  if (request.name === "deploy-record")
    return (await import("./chunk-XURD6ION.js")).runDeployRecord(request.options, io);
  const reports = await import("./chunk-F6BMF2DP.js");
  if (request.name === "load") return reports.runLoad(request.options, io);
  if (request.name === "its") return reports.runIts(request.options, io);
  if (request.name === "packet") return reports.runPacket(request.options, io);
  if (request.name === "price") return reports.runPrice(request.options, io);
  if (request.name === "experiment") return reports.runExperiment(request.options, io);
  if (request.name === "power") return reports.runPower(request.options, io);
  return request.name === "export" ? reports.runExport(request.options, io) : reports.runReading(request, io);
}
export {
  runField
};
