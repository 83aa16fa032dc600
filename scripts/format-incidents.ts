import type {Incident, Parameter} from '../src/rehearsal/incidents/incident.js';

function formatUsual({usual}: Parameter): string {
  if (typeof usual !== 'object') return `\`${usual}\``;
  const source = usual.from === 'objects' ? usual.path : usual.from;
  return `drawn from \`${source}\`${usual.matching === undefined ? '' : ` matching \`${usual.matching.replaceAll('|', '\\|')}\``}`;
}

function formatParameters(parameters: Incident['parameters']): readonly string[] {
  return Object.entries(parameters).map(
    ([name, parameter]) => `- \`${name}\`: ${parameter.meaning}, ${formatUsual(parameter)}`,
  );
}

function formatIncident({id, title, plane, cause, symptoms, truth, cure, parameters}: Incident): string {
  return [
    `## ${id}`,
    '',
    `**${title}** (${plane}). ${cause}`,
    '',
    `- seen with gcloud: ${symptoms.google}`,
    `- seen with kubectl: ${symptoms.cluster}`,
    `- truth: \`${truth.link}\` of \`${truth.object}\``,
    ...cure.map((step) => `- cure: ${step}`),
    ...formatParameters(parameters),
  ].join('\n');
}

/** The page of everything that can be made to go wrong in a rehearsal. */
export function formatIncidents(incidents: readonly Incident[]): string {
  return [
    '# Incidents',
    '',
    `Generated from the rehearsal's catalogue by \`npm run docs\`: ${incidents.length} incidents. \`{parameter}\` stands for a value that is given with \`--set\`, is usual, or is drawn by the world's seed from what the world holds.`,
    '',
    '```',
    'shakinstall rehearse incidents [--json]',
    'shakinstall rehearse inject NAME [--set KEY=VALUE] [--after S] [--for S] [--at-request REGEXP]',
    'shakinstall rehearse inject --scenario FILE',
    'shakinstall rehearse withdraw NAME | --all',
    '```',
    '',
    'A scenario is a list; seconds are those of the rehearsal’s clock, and `atRequest` is a regular expression over the ids of Google’s methods:',
    '',
    '```yaml',
    '- incident: stockout-partial',
    '  parameters: {machines: "n2-.*", available: 2}',
    '  forSeconds: 7200',
    '- incident: permission-revoked',
    '  atRequest: container\\.projects\\.locations\\.clusters\\.nodePools\\.create',
    '- incident: api-unavailable',
    '  afterSeconds: 120',
    '  forSeconds: 60',
    '```',
    '',
    'Whatever has no victim yet waits for one. An incident that is withdrawn takes back what it changed; what it broke beyond that (a restarted pod, an expired token) is for the operator to mend.',
    '',
    incidents.map(formatIncident).join('\n\n'),
    '',
  ].join('\n');
}
