import type {Plan} from '../model/plan.js';

/** The graph in Mermaid's language. https://mermaid.js.org/syntax/flowchart.html */
export function formatMermaid(plan: Plan): string {
  const ids = new Map(plan.steps.map((step, index) => [step.key, `s${index + 1}`]));
  const nodes = plan.steps.map(
    (step) =>
      `  ${ids.get(step.key)}["${step.runbook === '' ? '' : `${step.runbook}. `}${step.title.replaceAll('"', "'")}"]`,
  );
  const edges = plan.steps.flatMap((step) => step.needs.map((need) => `  ${ids.get(need)} --> ${ids.get(step.key)}`));
  return ['flowchart TD', ...nodes, ...edges, ''].join('\n');
}
