import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatConfig} from '../../../src/config/format-config.js';
import type {PlainObject} from '../../../src/config/load/plain-data.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {arbitraryInput} from './arbitrary-input.js';

const loadText = (text: string) => loadConfig({files: [{path: 'shakinstall.yaml', text}]});

describe('formatConfig', () => {
  it('writes a text that loads to the same configuration', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const answered = loadConfig({files: [], answers: input});
        expect(answered.diagnostics).toEqual([]);
        expect(loadText(formatConfig(input))).toMatchObject({config: answered.config, diagnostics: []});
      }),
      {numRuns: 60},
    );
  });

  it('writes a loaded configuration with all its defaults', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const {config} = loadConfig({files: [], answers: input});
        expect(loadText(formatConfig(config as unknown as PlainObject)).config).toEqual(config);
      }),
      {numRuns: 40},
    );
  });

  it('explains each key and names what is not set', () => {
    const text = formatConfig({deployment: 'acme', project: {id: 'acme-platform'}}, {jsonSchema: './schema.json'});
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/schema\.json\n/);
    expect(text).toContain('# Project id, unique in all of Google Cloud\n  id: acme-platform\n');
    expect(text).toContain('  # Not set:\n  #   mode (existing): create makes the project');
    expect(text.indexOf('deployment:')).toBeLessThan(text.indexOf('project:'));
  });
});
