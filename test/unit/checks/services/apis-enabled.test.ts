import {describe, expect, it} from 'vitest';
import {apisEnabled} from '../../../../src/checks/services/apis-enabled.js';
import {createInputs} from '../create-inputs.js';

const asked = ['container.googleapis.com', 'iam.googleapis.com'];
const seen = (value: boolean) => ({state: 'seen', value});
const judge = (enabled: readonly string[], mayEnable: unknown, isBilled: unknown) =>
  apisEnabled.evaluate(createInputs({services: {asked, enabled, mayEnable, isBilled}}))[0];

describe('services/apis-enabled', () => {
  it('passes where all are enabled, whoever asks', () => {
    expect(judge(asked, seen(false), seen(false))).toMatchObject({verdict: 'pass'});
  });

  it('warns of what the plan will enable, and accounts for who cannot look until then', () => {
    const found = judge([], seen(true), seen(true));
    expect(found).toMatchObject({verdict: 'warn', explains: asked, mendedBy: 'project/enable-services'});
    expect(found).toMatchSnapshot();
  });

  it('fails where they cannot be enabled', () => {
    expect(judge([], seen(false), seen(true))).toMatchObject({verdict: 'fail'});
    expect(judge([], seen(true), seen(false))).toMatchObject({verdict: 'fail'});
    expect(judge(['container.googleapis.com'], seen(true), seen(false))).toMatchObject({verdict: 'warn'});
  });
});
