import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {selectWaiverEnd} from '../evaluate/apply-waivers.js';

export const waiversCurrent: Check = {
  id: 'waivers/waivers-current',
  title: 'Every waiver of the configuration is still in force',
  why: 'A waiver is a promise with a date. Once the date has passed, the finding counts again and somebody has to decide.',
  docs: 'https://github.com/GoogleCloudPlatform/gcpdiag',
  probes: [],
  needs: [],
  evaluate({config, nowMs}) {
    return config.waivers.map((waiver) => {
      const {id, resource, owner, reason, expires} = waiver;
      const name = about({
        resource: `waiver of ${id}${resource === undefined ? '' : ` for ${resource}`}`,
        expected: 'its last day is today or later',
      });
      const observed = `${expires}, ${owner}: ${reason}`;
      if (nowMs <= selectWaiverEnd(waiver)) return name.pass(observed);
      return name.fail(`ended on ${observed}`, [
        {text: `Mend the finding, or have ${owner} decide again and set a new day under waivers in the configuration.`},
      ]);
    });
  },
};
