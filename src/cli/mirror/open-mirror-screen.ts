import pc from 'picocolors';
import {
  emptyMirrorView,
  formatBytes,
  formatCount,
  formatMirrorLine,
  type MirrorView,
} from '../../render/mirror-view.js';
import type {MirrorEvent} from './mirror-task.js';
import {reduceMirrorView} from './reduce-mirror-view.js';

/** Where a mirror is watched. */
export interface MirrorScreen {
  onEvent(event: MirrorEvent): void;
  view(): MirrorView;
  stop(): void;
}

const repaintMs = 250;
const heartbeatMs = 15_000;
const marks = {copied: pc.green('✔'), present: pc.dim('='), failed: pc.red('✖')} as const;

function formatSettled({outcome}: Extract<MirrorEvent, {code: 'ImageSettled'}>): string {
  const {state, image, target, problem} = outcome;
  const end = {
    copied: target.startsWith(image) ? 'is copied' : `→ ${target}`,
    present: 'is there already',
    failed: problem ?? '',
  }[state];
  return `${marks[state]} ${image} ${end}`;
}

/** A line that moves on a terminal, one line an image elsewhere with a sign of life in between, nothing for JSON. */
export function openMirrorScreen(isJson: boolean, out: NodeJS.WriteStream = process.stdout): MirrorScreen {
  let view = emptyMirrorView;
  let isQuiet = true;
  const moves = out.isTTY === true && process.env.CI !== 'true' && process.env.TERM !== 'dumb';
  const clear = () => (moves ? out.write('\r\u001b[2K') : undefined);
  const paint = () => {
    const line = formatMirrorLine(view, moves ? out.columns : 120);
    if (moves) out.write(`\r\u001b[2K${line}`);
    else if (isQuiet) out.write(`  still at it: ${line}\n`);
    isQuiet = true;
  };
  const timer = isJson ? undefined : setInterval(paint, moves ? repaintMs : heartbeatMs);
  // In one piece: between two writes the line would be gone for a moment.
  const say = (line: string) => {
    out.write(moves ? `\r\u001b[2K${line}\n${formatMirrorLine(view, out.columns)}` : `${line}\n`);
    isQuiet = false;
  };
  return {
    onEvent(event) {
      view = reduceMirrorView(view, event);
      if (isJson) return;
      if (event.code === 'ImagesRead')
        say(
          `${formatCount(event.images, 'image')}, ${formatBytes(event.bytes)} in ${formatCount(event.blobs, 'blob')}`,
        );
      if (event.code === 'ImageSettled') say(formatSettled(event));
    },
    view: () => view,
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}
