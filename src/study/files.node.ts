/** Networks, configurations, tables and recordings from the files of a machine, and those that the package ships. */
import { basename } from 'node:path';
import { energySection, parseEnergyTable, type EnergyTable } from '../energy/index.js';
import { parseHardware, type HardwareConfiguration } from '../hardware/index.js';
import { decodeNetwork, type Network } from '../network/index.js';
import { parseYaml } from '../problems/index.js';
import { decodeProgram, isProgramFile, type Program } from '../program/index.js';
import type { Override } from '../results/index.js';
import { parseFeatures } from './features-file.js';
import { readBytes, readPieces, readText, type FileKind } from './read-file.node.js';
import { recordingFromPieces, type NamedRecording } from './recordings.js';
import { TARGET, namesOf, resolve, type ShippedKind } from './shipped.node.js';
import { shippedValue } from './shipped-values.node.js';
import { unitMath } from './unit-math.node.js';

const MB = 1_000_000;

const NETWORK: ShippedKind = {
  what: 'a network (.safetensors)',
  maximum_bytes: 256 * MB,
  folder: 'networks',
  extension: '.safetensors',
  input: 'network',
};
const HARDWARE: ShippedKind = {
  what: 'a hardware configuration (.yaml)',
  maximum_bytes: MB,
  folder: 'hw-configs',
  extension: '.yaml',
  input: 'hardware',
};
const TABLE: ShippedKind = {
  what: 'an energy table (.yaml)',
  maximum_bytes: MB,
  folder: 'tables',
  extension: '.yaml',
  input: 'table',
};
const RECORDING: FileKind = { what: 'a recording (.wav)', maximum_bytes: 1000 * MB };
const FEATURES: FileKind = { what: 'a features file (.json)', maximum_bytes: 256 * MB };

export { loadAssembly, loadCode, loadProgram, type LoadedCode } from './program-files.node.js';
export { DEFAULT_HARDWARE, DEFAULT_NETWORK, DEFAULT_RECORDING, DEFAULT_TABLE } from './defaults.node.js';

/** Names that the package ships, sorted. */
export interface ShippedNames {
  readonly networks: readonly string[];
  readonly hardware: readonly string[];
  readonly tables: readonly string[];
  /** Of `calibrate`. */
  readonly targets: readonly string[];
}

export function shippedNames(): ShippedNames {
  return {
    networks: namesOf(NETWORK),
    hardware: namesOf(HARDWARE),
    tables: namesOf(TABLE),
    targets: namesOf(TARGET),
  };
}

/**
 * Reads a network.
 *
 * @param nameOrPath a shipped name, such as `kws-bootstrap`, or the path of a .safetensors file
 * @throws InputError when it cannot be read (`files.*`) or is not a network (`network.*`), with every problem
 */
export function loadNetwork(nameOrPath: string): Network {
  const { file, shown, kind } = resolve(nameOrPath, NETWORK);
  return decodeNetwork(readBytes(file, kind, shown), shown);
}

/** A network or a program. */
export type LoadedModel =
  | { readonly kind: 'network'; readonly value: Network }
  | { readonly kind: 'program'; readonly value: Program };

/**
 * Reads a network or a program file, whichever it is.
 *
 * @param nameOrPath the shipped name of a network, or a path
 * @throws InputError when it cannot be read (`files.*`) or is neither (`network.*`, `program.*`)
 */
export function loadModel(nameOrPath: string): LoadedModel {
  const { file, shown, kind } = resolve(nameOrPath, {
    ...NETWORK,
    what: 'a network (.safetensors) or a program file',
  });
  const bytes = readBytes(file, kind, shown);
  return isProgramFile(bytes)
    ? { kind: 'program', value: decodeProgram(bytes, shown) }
    : { kind: 'network', value: decodeNetwork(bytes, shown) };
}

/**
 * Reads a hardware configuration.
 *
 * @param nameOrPath a shipped name, such as `paper-22nm`, or the path of a YAML file
 * @param options `overrides`: values that take the place of the file's, what `--set` does
 * @throws InputError when it cannot be read (`files.*`) or is not a configuration (`hardware.*`), with every problem
 */
export function loadHardware(
  nameOrPath: string,
  // An object, so that `names.map(loadHardware)`, which passes an index, does what it seems to do.
  { overrides = [] }: { readonly overrides?: readonly Override[] } = {},
): HardwareConfiguration {
  const { file, shown, kind, shipped } = resolve(nameOrPath, HARDWARE);
  const text = readText(file, kind, shown);
  // Overrides take the place of values before anything is checked, so with them everything is.
  const built = shipped === undefined || overrides.length > 0 ? undefined : shippedValue(shipped, text);
  return (built as HardwareConfiguration | undefined) ?? hardwareOf(text, shown, overrides);
}

/**
 * Reads a hardware file as it stands, for what replaces values of it again and again (`sweep`). That it is a configuration is
 * checked.
 *
 * @throws InputError as {@link loadHardware}
 */
export function loadHardwareDocument(nameOrPath: string): unknown {
  const { file, shown, kind } = resolve(nameOrPath, HARDWARE);
  const text = readText(file, kind, shown);
  hardwareOf(text, shown);
  return parseYaml(text, shown, 'hardware').yaml!.value;
}

/**
 * Reads an energy table.
 *
 * @param nameOrPath a shipped name, such as `22nm-bottom-up`, or the path of a YAML file
 * @throws InputError when it cannot be read (`files.*`) or is not a table (`energy.*`), with every problem
 */
export function loadTable(nameOrPath: string): EnergyTable {
  const { file, shown, kind, shipped } = resolve(nameOrPath, TABLE);
  const text = readText(file, kind, shown);
  const built = shipped === undefined ? undefined : shippedValue(shipped, text);
  return (built as EnergyTable | undefined) ?? tableOf(text, shown);
}

const hardwareOf = (
  text: string,
  shown: string,
  overrides: readonly Override[] = [],
): HardwareConfiguration => parseHardware(text, shown, overrides, energySection(unitMath));

const tableOf = (text: string, shown: string): EnergyTable => parseEnergyTable(text, shown, unitMath);

/** A hardware configuration or an energy table. */
export type LoadedConfiguration =
  | { readonly kind: 'hardware configuration'; readonly value: HardwareConfiguration }
  | { readonly kind: 'energy table'; readonly value: EnergyTable };

/**
 * Reads a YAML file of either kind: one with `rows` is an energy table.
 *
 * @param nameOrPath a shipped name or a path
 * @param options `overrides`: of a hardware configuration, as {@link loadHardware} takes them
 * @throws InputError as {@link loadHardware} and {@link loadTable}
 */
export function loadConfiguration(
  nameOrPath: string,
  { overrides = [] }: { readonly overrides?: readonly Override[] } = {},
): LoadedConfiguration {
  const shipped = namesOf(TABLE).includes(nameOrPath) ? TABLE : HARDWARE;
  const { file, shown, kind } = resolve(nameOrPath, shipped);
  const text = readText(file, kind, shown);
  const value = parseYaml(text, shown, 'files').yaml?.value;
  return typeof value === 'object' && value !== null && 'rows' in value
    ? { kind: 'energy table', value: tableOf(text, shown) }
    : { kind: 'hardware configuration', value: hardwareOf(text, shown, overrides) };
}

/**
 * Reads a WAV file as the network hears it. The recording is named after the file, without its folders.
 *
 * @throws InputError when it cannot be read (`files.*`), is not usable (`audio.*`), or the network has no description of
 *   its features (`study.no-features`)
 */
export function loadRecording(path: string | URL, network: Network): NamedRecording {
  const shown = typeof path === 'string' ? path : basename(path.pathname);
  return {
    ...recordingFromPieces(shown, readPieces(path, RECORDING, shown), network),
    name: basename(shown),
  };
}

/**
 * Reads a features file: what {@link parseFeatures} takes.
 *
 * @throws InputError when it cannot be read (`files.*`) or is not a features file (`features.*`)
 */
export function loadFeatures(path: string): NamedRecording[] {
  return parseFeatures(readText(path, FEATURES, path), path);
}
