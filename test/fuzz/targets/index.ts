import type { Target } from '../target.js';
import { baseline } from './baseline.js';
import { assembly } from './assembly.js';
import { command } from './command.js';
import { features } from './features.js';
import { network } from './network.js';
import { program } from './program.js';
import { stream, wav } from './wav.js';
import { hardware, table } from './yaml.js';

export const TARGETS: readonly Target[] = [
  wav,
  stream,
  network,
  program,
  assembly,
  features,
  hardware,
  table,
  baseline,
  command,
];
