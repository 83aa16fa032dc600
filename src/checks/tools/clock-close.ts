import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {readFact} from '../read-fact.js';

/** Google refuses a signed assertion whose times are off by more. https://developers.google.com/identity/protocols/oauth2/service-account#jwterrorcodes */
const refusedMs = 5 * 60_000;
const noticedMs = 60_000;

export const clockClose: Check = {
  id: 'tools/clock-close',
  title: 'This machine’s clock agrees with Google’s',
  why: 'The deployer signs its requests for tokens with the time of this machine: with a clock that is off the key of step 5 is refused as invalid_grant.',
  docs: 'https://developers.google.com/identity/protocols/oauth2/service-account',
  runbook: '6',
  probes: [identityProbe],
  needs: ['credentials/identity-present'],
  evaluate({facts}) {
    const identity = readFact(facts, identityProbe);
    const clock = about({
      expected: 'less than a minute apart',
      evidence: 'curl -sI https://www.googleapis.com | grep -i ^date; date -u',
    });
    if (identity.state !== 'present' || identity.answeredAt === undefined)
      return [
        clock.unknown('Google’s answer had no date', {
          kind: 'answer',
          missing: 'tokeninfo',
          message: 'the answer has no Date header',
        }),
      ];
    const {serverMs, localMs, uncertaintyMs} = identity.answeredAt;
    const offset = localMs - serverMs;
    // What the question itself took says nothing about the clock.
    const apart = Math.max(0, Math.abs(offset) - Math.max(0, uncertaintyMs));
    const seconds = Math.round(apart / 1000);
    if (apart < noticedMs) return [clock.pass(seconds === 0 ? 'the same to the second' : `${seconds} s apart`)];
    const observed = `this machine is ${seconds} s ${offset > 0 ? 'ahead of' : 'behind'} Google`;
    const tries = [{text: 'Set the clock by a time server.', command: 'sudo timedatectl set-ntp true'}];
    return [apart < refusedMs ? clock.warn(observed, tries) : clock.fail(observed, tries)];
  },
};
