import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {formatUnanswered, listUnanswered} from '../list-unanswered.js';
import {googleAnswersProbe} from '../probes/google-answers-probe.js';
import {readFact} from '../read-fact.js';

/** A question about permissions takes Google some tenths of a second. */
const slowMs = 3_000;

export const googleAnswers: Check = {
  id: 'services/google-answers',
  title: 'Google’s APIs answer, promptly and each time',
  why: 'Where answers fail to come, or come late, whatever is looked at through them is unknown, and an installation waits or stops. It passes by itself, or lies between here and Google.',
  docs: 'https://status.cloud.google.com',
  runbook: '7',
  probes: [googleAnswersProbe],
  needs: [],
  evaluate({facts}) {
    const {asked, quickestMs, failures} = readFact(facts, googleAnswersProbe);
    const others = listUnanswered(facts, 'Google');
    const own = about({
      expected: `an answer to each request, within ${slowMs / 1000} s`,
      evidence: 'time gcloud projects list --limit=1',
    });
    const [message = others[0]?.message] = failures;
    if (message !== undefined) {
      const observed = `${asked - failures.length} of ${asked} small requests were answered${formatUnanswered(others)}: ${message}`;
      const tries = /quota|rate/i.test(message)
        ? [
            {
              text: 'Something uses up the project’s rate of requests: see what, and look again after a minute.',
              command: 'gcloud services quota list --service=container.googleapis.com',
            },
          ]
        : [
            {text: 'Look again in some minutes, and see whether Google says that something is the matter.'},
            {
              text: 'Where nothing is: see what stands between here and Google, such as a proxy.',
              command: 'curl -sv https://container.googleapis.com/ -o /dev/null',
            },
          ];
      const explains = ['answers of Google'];
      return [failures.length === asked ? own.fail(observed, tries, explains) : own.warn(observed, tries, explains)];
    }
    const observed = `${((quickestMs ?? 0) / 1000).toFixed(1)} s for the quickest of ${asked} small requests`;
    if (quickestMs === null || quickestMs <= slowMs) return [own.pass(observed)];
    return [
      own.warn(observed, [
        {
          text: 'See whether the way to Google is slow, or a proxy holds answers back.',
          command: 'time curl -s https://container.googleapis.com/ -o /dev/null',
        },
      ]),
    ];
  },
};
