import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

const hourMs = 60 * 60 * 1000;

export const backupFresh: Gate<UpgradeFacts> = {
  id: 'upgrade/backup-fresh',
  code: 'SHK_UPGRADE_E2007',
  title: 'A backup is fresh enough to go back to',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/add-on/backup-for-gke/concepts/backup-for-gke',
  evaluate({backup, nowMs}) {
    if (backup.state === 'unconfigured')
      return {
        verdict: 'unknown',
        observed: 'upgrade.backup.command is not set: nobody knows when the last backup was made',
        expected: 'a command that prints the time of the last backup',
        tries: [{text: 'Set upgrade.backup.command in the configuration, or waive upgrade/backup-fresh there.'}],
      };
    if (backup.state === 'unknown')
      return {
        verdict: 'unknown',
        observed: backup.message,
        expected: 'the time of the last backup on the last line',
        tries: [{text: 'Run the command by hand and mend what it says.'}],
      };
    const hours = (nowMs - backup.atMs) / hourMs;
    const observed = `${new Date(backup.atMs).toISOString()}, ${Math.max(0, hours).toFixed(1)} hours old`;
    // A clock that is a little ahead is no forgery; an hour is a mistake in the command.
    if (hours <= backup.maxAgeHours && hours > -1) return {verdict: 'pass', observed};
    return {
      verdict: 'fail',
      observed: hours > 0 ? observed : `${observed.split(',')[0]} lies ahead`,
      expected: `not older than ${backup.maxAgeHours} hours`,
      tries: [{text: 'Make a backup, see that it can be restored, then run again.'}],
    };
  },
};
