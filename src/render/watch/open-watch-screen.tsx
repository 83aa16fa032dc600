import {Box, render, Text, useInput, useWindowSize} from 'ink';
import {useEffect, useReducer} from 'react';
import type {Report} from '../../model/finding.js';
import type {LookReach} from '../../model/look-reach.js';
import {formatWatchLines, type WatchLine} from './format-watch-lines.js';
import {emptyWatchState, reduceWatchState, selectVisible, type WatchAction} from './watch-state.js';

/** What somebody at the screen wants next. */
export type WatchWish =
  | {readonly kind: 'leave'}
  | {readonly kind: 'again'}
  | {readonly kind: 'fix'; readonly id: string};

/** The screen, from outside. */
export interface WatchScreen {
  looking(): void;
  looked(report: Report, atMs: number, reach: LookReach): void;
  /** Gives the terminal back as it was. */
  close(): Promise<void>;
}

const colors: Readonly<Record<WatchLine['tone'], string | undefined>> = {
  plain: undefined,
  strong: undefined,
  dim: undefined,
  pass: 'green',
  warn: 'yellow',
  fail: 'red',
  skipped: undefined,
  unknown: 'yellow',
};

function Line({text, tone, isSelected = false, isColored}: WatchLine & {readonly isColored: boolean}) {
  const color = isColored ? colors[tone] : undefined;
  return (
    <Text
      wrap="truncate"
      bold={tone === 'strong'}
      dimColor={tone === 'dim' || tone === 'skipped'}
      inverse={isSelected}
      {...(color === undefined ? {} : {color})}
    >
      {text === '' ? ' ' : text}
    </Text>
  );
}

interface Wiring {
  readonly title: string;
  /** Ink itself does not know of `NO_COLOR`. */
  readonly isColored: boolean;
  readonly nowMs: () => number;
  readonly every: (beat: () => void) => () => void;
  readonly onWish: (wish: WatchWish) => void;
  readonly connect: (dispatch: (action: WatchAction) => void) => void;
}

function Screen({title, isColored, nowMs, every, onWish, connect}: Wiring) {
  const [state, dispatch] = useReducer(reduceWatchState, emptyWatchState);
  const [, beat] = useReducer((count: number) => count + 1, 0);
  const {columns, rows} = useWindowSize();
  useEffect(() => connect(dispatch), [connect]);
  useEffect(() => every(beat), [every]);
  useInput((input, key) => {
    if (state.mode === 'filter') {
      if (key.escape) dispatch({kind: 'clear'});
      else if (key.return) dispatch({kind: 'mode', mode: 'list'});
      else if (key.backspace || key.delete) dispatch({kind: 'erase'});
      else if (input !== '' && !key.ctrl && !key.meta) dispatch({kind: 'type', text: input});
      return;
    }
    if (input === 'q' || (key.ctrl && input === 'c')) onWish({kind: 'leave'});
    else if (state.mode === 'help') dispatch({kind: 'mode', mode: 'list'});
    else if (key.upArrow || input === 'k') dispatch({kind: 'move', by: -1});
    else if (key.downArrow || input === 'j') dispatch({kind: 'move', by: 1});
    else if (key.pageUp) dispatch({kind: 'move', by: -10});
    else if (key.pageDown) dispatch({kind: 'move', by: 10});
    else if (key.return) dispatch({kind: 'toggle'});
    else if (input === ' ') dispatch({kind: 'page'});
    else if (key.escape) dispatch({kind: 'clear'});
    else if (input === '/') dispatch({kind: 'mode', mode: 'filter'});
    else if (input === '?') dispatch({kind: 'mode', mode: 'help'});
    else if (input === 'r') onWish({kind: 'again'});
    else if (input === 'f') {
      const chosen = selectVisible(state)[state.selected];
      if (chosen?.mendedBy !== undefined) onWish({kind: 'fix', id: chosen.id});
    }
  });
  const lines = formatWatchLines(state, {title, columns, rows: rows - 1, nowMs: nowMs()});
  return (
    <Box flexDirection="column">
      {lines.map((line, index) => (
        // Lines have no identity of their own: the screen is a picture of the state.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Line key={index} {...line} isColored={isColored} />
      ))}
    </Box>
  );
}

/** Opens the screen of `--watch` on the terminal; `every` beats once a second, for ages. */
export function openWatchScreen(options: Omit<Wiring, 'connect'>): WatchScreen {
  let send: (action: WatchAction) => void = () => {};
  const waiting: WatchAction[] = [];
  const dispatch = (action: WatchAction) => (isConnected ? send(action) : waiting.push(action));
  let isConnected = false;
  const connect = (to: (action: WatchAction) => void) => {
    send = to;
    isConnected = true;
    for (const action of waiting.splice(0)) to(action);
  };
  const app = render(<Screen {...options} connect={connect} />, {
    exitOnCtrlC: false,
    // Whether there is somebody was decided before; the alternate screen leaves what was typed before as it was.
    interactive: true,
    alternateScreen: true,
  });
  return {
    looking: () => dispatch({kind: 'looking'}),
    looked: (report, atMs, reach) => dispatch({kind: 'looked', report, atMs, reach}),
    async close() {
      app.unmount();
      await app.waitUntilExit();
    },
  };
}
