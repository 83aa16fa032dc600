import {describe, expect, it} from 'vitest';
import {selectTellingLines} from '../../../src/model/select-telling-lines.js';

describe('selectTellingLines', () => {
  it('takes the last lines that speak of an error, each once', () => {
    const log = 'start\nERROR: first\nstep\nfatal: second\nfatal: second\nbye\n';
    expect(selectTellingLines(log, 2)).toEqual(['ERROR: first', 'fatal: second']);
  });

  it('takes the last lines where none is loud', () => {
    expect(selectTellingLines('one\ntwo\nthree\n\n', 2)).toEqual(['two', 'three']);
  });

  it('lets no secret through', () => {
    const [line = ''] = selectTellingLines('error: postgres://user:hunter2secret@db/x refused', 1);
    expect(line).not.toContain('hunter2secret');
    expect(line).toContain('refused');
  });
});
