import type {Prompter} from '../../../../src/model/ports/prompter.js';

/** What a person does at one question, found by the beginning of its message; what is not scripted takes the proposal. */
export type Script = ReadonlyArray<readonly [message: string, reply: string | boolean]>;

export interface ScriptedPrompter extends Prompter {
  /** Every question that was asked, in order. */
  readonly asked: string[];
  readonly choices: Map<string, readonly string[]>;
  readonly proposals: Map<string, string | undefined>;
  readonly refusals: string[];
  /** What stood above a text that was typed. */
  readonly hints: Map<string, string | undefined>;
}

/** A prompter whose person follows a script, each line once; `'back'` goes back. */
export function createScriptedPrompter(script: Script): ScriptedPrompter {
  const open = [...script];
  const asked: string[] = [];
  const choices = new Map<string, readonly string[]>();
  const proposals = new Map<string, string | undefined>();
  const refusals: string[] = [];
  const hints = new Map<string, string | undefined>();
  const take = (message: string) => {
    const exact = open.findIndex(([part]) => message === part);
    const index = exact < 0 ? open.findIndex(([part]) => message.startsWith(part)) : exact;
    return index < 0 ? undefined : open.splice(index, 1)[0]?.[1];
  };
  return {
    asked,
    choices,
    proposals,
    refusals,
    hints,
    async select(question) {
      asked.push(question.message);
      if (question.hint !== undefined) refusals.push(question.hint);
      choices.set(
        question.message,
        question.choices.map(({value}) => value),
      );
      proposals.set(question.message, question.default);
      const reply = take(question.message) ?? question.default;
      if (reply === 'back') return 'back';
      if (!question.choices.some(({value}) => value === reply))
        throw new Error(`${reply} is no choice of ${question.message}`);
      return {value: String(reply)};
    },
    async input(question) {
      hints.set(question.message, question.hint);
      asked.push(question.message);
      proposals.set(question.message, question.default);
      for (;;) {
        const reply = take(question.message) ?? question.default ?? '';
        if (reply === 'back') return 'back';
        const problem = question.validate(String(reply));
        if (problem === undefined) return {value: String(reply)};
        refusals.push(problem);
        if (refusals.length > 20) throw new Error(`nobody answers ${question.message}: ${problem}`);
      }
    },
    async confirm(question) {
      asked.push(question.message);
      const reply = take(question.message) ?? question.default;
      return reply === 'back' ? 'back' : {value: reply === true};
    },
  };
}
