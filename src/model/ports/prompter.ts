/** What somebody at a terminal said: a value, or that the question before is to be asked again. */
export type Reply<Value> = {readonly value: Value} | 'back';

export interface PromptChoice {
  readonly value: string;
  readonly label: string;
  /** One line that is shown while the choice is under the cursor. */
  readonly hint?: string | undefined;
}

/** Questions to somebody at a terminal. All reject where the person breaks off. */
export interface Prompter {
  select(question: {
    readonly message: string;
    readonly hint?: string | undefined;
    readonly choices: readonly PromptChoice[];
    readonly default?: string | undefined;
  }): Promise<Reply<string>>;
  /** `validate` says what is wrong with a text, or nothing; a text is taken only once nothing is. */
  input(question: {
    readonly message: string;
    readonly hint?: string | undefined;
    readonly default?: string | undefined;
    readonly validate: (text: string) => string | undefined;
  }): Promise<Reply<string>>;
  confirm(question: {
    readonly message: string;
    readonly hint?: string | undefined;
    readonly default: boolean;
  }): Promise<Reply<boolean>>;
}
