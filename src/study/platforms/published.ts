/** Figures of other hardware as its authors state them, of silicon or of a layout, which is not always said; networks, tasks and what is included differ from one to the next. */
import type { Platform } from '../../results/index.js';

export type PublishedPlatform = Omit<Platform, 'ratio' | 'ratio_p5_p95' | 'ratioOf' | 'sameNetwork'>;

const PAPER = 'Blouw et al., 2020, table 2';

/** Power of a Cortex-M4F for each MHz of its clock: the core alone, without flash, sleep or feature extraction. */
export const CORTEX_M4F_CORES = [
  { process: '40 nm LP', node_nm: 40, perMHz_uW: 12.26, source: PAPER },
  { process: '22 nm FDX, the record', node_nm: 22, perMHz_uW: 6.88, source: PAPER },
] as const;

/** What the paper measured: 143,678 us at 120 MHz for a second of audio with LMU-2, 90,250 weights. */
export const PAPER_CORTEX_M4F = { perSecond_Mcycles: 17.24136, weights: 90_250, source: PAPER } as const;

/** The paper's accelerator, modelled by its authors. */
export const PAPER_ACCELERATOR = { power_uW: 8.79, clock_kHz: 92, transistors: 8_052_298 } as const;

const one = (value: number): readonly [number, number] => [value, value];

function chip(
  name: string,
  power_uW: Platform['power_uW'],
  task: string,
  scope: string,
  source: string,
  more: Partial<PublishedPlatform> = {},
): PublishedPlatform {
  return {
    name,
    evidence: 'published',
    power_uW,
    energyPerInference_nJ: null,
    node_nm: null,
    clock_kHz: null,
    task,
    accuracy_percent: null,
    scope,
    source,
    ...more,
  };
}

export const PUBLISHED: readonly PublishedPlatform[] = [
  chip('Syntiant NDP10x, power', one(140), '12 labels', 'chip, press figure', PAPER, {
    evidence: 'press',
    accuracy_percent: 94,
  }),
  chip('Syntiant NDP10x, energy', one(170), '12 labels', '3.4 uJ a frame x 50 frames/s', PAPER, {
    evidence: 'press',
    accuracy_percent: 94,
    energyPerInference_nJ: 3400,
  }),
  chip('Price', [172, 288], '11 words', 'recogniser chip', 'Price et al., 2018', { node_nm: 65 }),
  chip('Zheng', one(141), 'keywords', 'binarised CNN, 52 KB, 0.57 V', 'Zheng et al., 2019', {
    node_nm: 28,
    clock_kHz: 2500,
  }),
  chip('Laika', one(5), '4 words', 'LSTM accelerator, no MFCC', 'Giraldo and Verhelst, 2018', {
    node_nm: 65,
  }),
  chip('LSTM SoC', one(16.11), 'keywords', 'system on chip, 105 KB', 'Giraldo et al., 2019', {
    node_nm: 65,
    accuracy_percent: 90.8,
  }),
  chip('Vocell', one(10.6), 'keywords', 'full mixed-signal system', 'Giraldo et al., 2020', {
    node_nm: 65,
    accuracy_percent: 90.9,
  }),
  chip('Shan', one(0.51), '1 word', 'chip with MFCC, 0.41 V', 'Shan et al., 2020', {
    node_nm: 28,
    clock_kHz: 40,
    accuracy_percent: 97.3,
  }),
  chip('UltraTrail', one(8.2), 'keywords', 'accelerator only, 100 ms each', 'Bernardo et al., 2020', {
    node_nm: 22,
    accuracy_percent: 93,
  }),
  chip('Liu', one(3.8), '10 words', 'chip', 'Liu et al., 2023', {
    node_nm: 22,
    clock_kHz: 250,
    accuracy_percent: 90.6,
  }),
  chip('TENet', one(9.1), '10 words', 'chip with MFCC, 16 and 100 kHz', 'TENet accelerator, 2024', {
    node_nm: 28,
    accuracy_percent: 95.36,
  }),
  chip('CoMB', one(11.6), 'keywords', 'with MFCC, 0.72 V', 'CoMB, 2022', {
    evidence: 'simulated by its authors',
    node_nm: 28,
    clock_kHz: 250,
  }),
  chip('DeltaKWS', null, '12 labels', 'chip, a decision', 'DeltaKWS, 2024', {
    node_nm: 65,
    accuracy_percent: 89.5,
    energyPerInference_nJ: 36,
  }),
  chip('TsetlinKWS', one(16.58), '12 labels', 'accelerator', 'TsetlinKWS, 2025', {
    node_nm: 65,
    accuracy_percent: 87.35,
  }),
];
