import type {Plan} from '../model/plan.js';
import {formatMarkdown} from '../plan/format-markdown.js';
import {formatMermaid} from '../plan/format-mermaid.js';
import {formatPlan} from '../plan/format-plan.js';
import {formatScript} from '../plan/format-script.js';
import {phaseTitles} from '../render/phase-titles.js';

export const planFormats = ['tree', 'json', 'script', 'markdown', 'mermaid'] as const;
export type PlanFormat = (typeof planFormats)[number];

/** A plan in one of its formats. */
export function formatPlanAs(plan: Plan, format: PlanFormat): string {
  switch (format) {
    case 'tree':
      return formatPlan(plan, phaseTitles, process.stdout.columns);
    case 'json':
      return JSON.stringify(plan, null, 2);
    case 'script':
      return formatScript(plan);
    case 'markdown':
      return formatMarkdown(plan);
    case 'mermaid':
      return formatMermaid(plan);
  }
}
