import type {Probe} from './probe.js';

/** The set of CAA records that binds whoever issues for the domain; of the closest name at or above it that has one. */
export interface CaaFact {
  /** Name that the records stand at; null where no name has any, and everybody may issue. */
  readonly name: string | null;
  /** Such as `0 issue "letsencrypt.org"`. */
  readonly records: readonly string[];
  /** Names that no server said anything about. */
  readonly unanswered: readonly string[];
}

/** https://www.rfc-editor.org/rfc/rfc8659#section-3 */
export const caaProbe: Probe<CaaFact> = {
  id: 'caa',
  async collect({ports, config}) {
    const labels = config.domain.fqdn.toLowerCase().split('.');
    const names = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
    const replies = await Promise.all(
      names.map(async (name) => {
        const {rcode, answers} = await ports.resolver.ask({name, type: 'CAA'});
        const isSaid = rcode === 'NOERROR' || rcode === 'NXDOMAIN';
        return {name, isSaid, records: answers.filter(({type}) => type === 'CAA').map(({data}) => data)};
      }),
    );
    const closest = replies.find(({records, isSaid}) => records.length > 0 || !isSaid);
    return {
      name: closest?.isSaid === true ? closest.name : null,
      records: closest?.records ?? [],
      unanswered: closest?.isSaid === false ? [closest.name] : [],
    };
  },
};
