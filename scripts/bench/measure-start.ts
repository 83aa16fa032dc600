import {spawnSync} from 'node:child_process';
import type {Measurement} from './measurement.js';

/** Median of so many runs of a command, in milliseconds. */
function measure(command: string, args: readonly string[], runs: number): number {
  const times = Array.from({length: runs}, () => {
    const startMs = performance.now();
    spawnSync(command, args, {stdio: 'ignore'});
    return performance.now() - startMs;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

/** How long the program takes to say a word, beside a Node that says none. */
export async function* measureStart(program: string): AsyncGenerator<Measurement> {
  const bare = measure(process.execPath, ['-e', '0'], 21);
  for (const [flag, bound] of [
    ['--version', 2],
    ['--help', 4],
  ] as const) {
    const ratio = measure(program, [flag], 21) / bare;
    yield {
      what: `${flag} ÷ node -e 0`,
      figure: ratio.toFixed(2),
      bound: `≤ ${bound}`,
      isMet: ratio <= bound,
      method: `medians of 21; node -e 0 takes ${bare.toFixed(0)} ms`,
    };
  }
}
