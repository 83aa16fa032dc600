import {confirm, input, search, select} from '@inquirer/prompts';
import type {Prompter, Reply} from '../../model/ports/prompter.js';

/** Where questions are asked; the process's own terminal where left out. */
interface Terminal {
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
}

/** Longer lists are searched by typing. */
const longestList = 15;
const backHint = 'Esc goes back';

/** Questions on a terminal; Escape goes back, Ctrl-C rejects with an `ExitPromptError`. */
export function InquirerPrompter({input: source = process.stdin, output = process.stdout}: Terminal = {}): Prompter {
  const ask = async <Value>(
    prompt: (context: {
      input: NodeJS.ReadableStream;
      output: NodeJS.WritableStream;
      signal: AbortSignal;
    }) => Promise<Value>,
  ): Promise<Reply<Value>> => {
    const back = new AbortController();
    const onKey = (_text: string | undefined, key: {name?: string | undefined} | undefined) => {
      if (key?.name === 'escape') back.abort();
    };
    source.on('keypress', onKey);
    try {
      return {value: await prompt({input: source, output, signal: back.signal})};
    } catch (error) {
      if (back.signal.aborted) return 'back';
      throw error;
    } finally {
      source.off('keypress', onKey);
    }
  };
  const titled = (message: string, hint: string | undefined) => (hint === undefined ? message : `${hint}\n${message}`);
  const theme = {style: {keysHelpTip: () => `↑↓ choose · ⏎ take · ${backHint}`}};
  return {
    select: ({message, hint, choices, default: proposed}) =>
      ask((context) => {
        const list = choices.map(({value, label, hint: description}) => ({
          value,
          name: label,
          ...(description === undefined ? {} : {description}),
        }));
        const common = {message: titled(message, hint), pageSize: longestList, theme};
        return choices.length <= longestList
          ? select(
              {...common, choices: list, ...(proposed === undefined ? {} : {default: proposed}), loop: false},
              context,
            )
          : search({...common, source: (term) => list.filter((choice) => isMatch(choice, term))}, context);
      }),
    input: ({message, hint, default: proposed, validate}) =>
      ask((context) =>
        input(
          {
            message: titled(message, hint),
            validate: (text) => validate(text) ?? true,
            ...(proposed === undefined ? {} : {default: proposed}),
          },
          context,
        ),
      ),
    confirm: ({message, hint, default: proposed}) =>
      ask((context) => confirm({message: titled(message, hint), default: proposed}, context)),
  };
}

function isMatch({name}: {readonly name: string}, term: string | undefined): boolean {
  return term === undefined || name.toLowerCase().includes(term.toLowerCase());
}
