import type { Command } from 'commander';

import type { DeployRequest } from './deploy-commands.ts';
import { addLoad, type LoadRequest } from './field/load.ts';
import { addCollect, type CollectRequest } from './field/collect.ts';
import { addPower, type PowerRequest } from './field/power.ts';
import { addPacket, type PacketRequest } from './field/packet.ts';
import { addPrice, type PriceRequest } from './field/price.ts';
import { addExperiment, type ExperimentRequest } from './field/experiment.ts';
import { addIts, type ItsRequest } from './field/its.ts';
import {
  addCheck,
  addDeploys,
  addExport,
  addRatio,
  addSlo,
  type ExportRequest,
  type ReadingRequest,
} from './field/reading-options.ts';

/** What the `field` commands ask for: one member, and one file in `field/`, for each of them. */
export type FieldRequest =
  | CollectRequest
  | ReadingRequest
  | ItsRequest
  | PriceRequest
  | PacketRequest
  | ExperimentRequest
  | PowerRequest
  | ExportRequest
  | LoadRequest
  | DeployRequest;

type RequestListener = (request: FieldRequest) => void;

export function addField(command: Command, onRead: RequestListener): void {
  command.description('Collect and judge what visitors measured.').helpOption('-h, --help', 'print this help');
  addCollect(command.command('collect'), onRead);
  addCheck(command.command('check'), onRead);
  addSlo(command.command('slo'), onRead);
  addDeploys(command.command('deploys'), onRead);
  addIts(command.command('its'), onRead);
  addRatio(command.command('ratio'), onRead);
  addPrice(command.command('price'), onRead);
  addExperiment(command.command('experiment'), onRead);
  addPower(command.command('power'), onRead);
  addPacket(command.command('packet'), onRead);
  addExport(command.command('export'), onRead);
  addLoad(command.command('load'), onRead);
}
