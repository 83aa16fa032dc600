import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

export const fieldsChangeable: Gate<UpgradeFacts> = {
  id: 'upgrade/fields-changeable',
  code: 'SHK_UPGRADE_E2011',
  title: 'The API server takes every change',
  docs: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run',
  evaluate({difference}) {
    const refused = difference.refused.filter(({replaced}) => replaced === undefined);
    if (difference.untried.length > 0)
      return {
        verdict: 'unknown',
        observed: difference.untried
          .map(({object, reason}) => `${object}: ${reason}`)
          .slice(0, 6)
          .join('\n'),
        expected: 'every change tried',
        tries: [{text: 'Mend what kept the trial from an answer, then run again.'}],
      };
    if (refused.length === 0)
      return {verdict: 'pass', observed: `${difference.changed.length} changes tried on the server, none refused`};
    return {
      verdict: 'fail',
      observed: refused.map(({object, message}) => `${object}: ${message}`).join('\n'),
      expected: 'fields that can be changed in place, or an object under replaces in release.yaml',
      tries: [
        {
          text: 'Ask for a release that replaces these objects. Removing one by hand lets helm make it anew, and takes its pods away.',
        },
      ],
    };
  },
};
