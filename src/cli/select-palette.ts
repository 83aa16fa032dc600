import {colouredPalette, type Palette, plainPalette} from '../render/palette.js';

/**
 * Colours for what is written to `stream`: those of a terminal on a terminal, none elsewhere. `NO_COLOR` forbids them
 * (https://no-color.org), `FORCE_COLOR` asks for them anywhere (https://force-color.org); the former prevails. A pipeline's `CI`
 * asks for nothing: its output is often kept as a file.
 */
export function selectPalette(stream: {readonly isTTY?: boolean}, env: NodeJS.ProcessEnv = process.env): Palette {
  const isSet = (value: string | undefined) => value !== undefined && value !== '';
  if (isSet(env.NO_COLOR)) return plainPalette;
  if (isSet(env.FORCE_COLOR)) return env.FORCE_COLOR === '0' ? plainPalette : colouredPalette;
  return stream.isTTY === true && env.TERM !== 'dumb' ? colouredPalette : plainPalette;
}
