import {PassThrough} from 'node:stream';
import {setTimeout as pause} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {InquirerPrompter} from '../../../../src/adapters/local/inquirer-prompter.js';

const enter = '\r';
const down = '\u001B[B';
const goBack = '\u001B';

function createTerminal() {
  const input = new PassThrough();
  const output = new PassThrough();
  const shown: string[] = [];
  output.on('data', (chunk: Buffer) => shown.push(chunk.toString()));
  const type = async (...keys: string[]) => {
    for (const key of keys) {
      await pause(30);
      input.write(key);
    }
  };
  return {prompter: InquirerPrompter({input, output}), type, shown: () => shown.join('')};
}

const choices = ['one', 'two', 'three'].map((value) => ({value, label: value.toUpperCase()}));

describe('InquirerPrompter', () => {
  it('chooses', async () => {
    const {prompter, type, shown} = createTerminal();
    const reply = prompter.select({message: 'Which', choices, default: 'two'});
    await type(down, enter);
    expect(await reply).toEqual({value: 'three'});
    expect(shown()).toContain('TWO');
  });

  it('searches long lists', async () => {
    const {prompter, type} = createTerminal();
    const many = Array.from({length: 40}, (_, index) => ({value: `zone-${index}`, label: `Zone ${index}`}));
    const reply = prompter.select({message: 'Which', choices: many});
    await type('3', '7', enter);
    expect(await reply).toEqual({value: 'zone-37'});
  });

  it('takes a text once it is right', async () => {
    const {prompter, type, shown} = createTerminal();
    const reply = prompter.input({message: 'Name', validate: (text) => (text === 'ab' ? undefined : `not ${text}`)});
    await type('a', enter, 'b', enter);
    expect(await reply).toEqual({value: 'ab'});
    expect(shown()).toContain('not a');
  });

  it('asks yes or no, and takes the proposal', async () => {
    const {prompter, type} = createTerminal();
    const reply = prompter.confirm({message: 'Sure', default: true});
    await type(enter);
    expect(await reply).toEqual({value: true});
  });

  it('goes back on Escape, at every kind of question, and asks on', async () => {
    const {prompter, type} = createTerminal();
    const asks = [
      () => prompter.select({message: 'Which', choices}),
      () => prompter.input({message: 'Name', validate: () => undefined}),
      () => prompter.confirm({message: 'Sure', default: false}),
    ];
    for (const ask of asks) {
      const reply = ask();
      await type(goBack);
      expect(await reply).toBe('back');
    }
    const reply = prompter.input({message: 'Name', default: 'x', validate: () => undefined});
    await type(enter);
    expect(await reply).toEqual({value: 'x'});
  });

  it('rejects on Ctrl-C', async () => {
    const {prompter, type} = createTerminal();
    const reply = prompter.confirm({message: 'Sure', default: false});
    await Promise.all([expect(reply).rejects.toMatchObject({name: 'ExitPromptError'}), type('\u0003')]);
  });
});
