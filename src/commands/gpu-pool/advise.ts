import {Command, Flags} from '@oclif/core';
import {selectWorkspaceFlags, workspaceFlags} from '../../cli/flags.js';
import {formatPoolAdvice} from '../../cli/gpu-pool/format-pool-advice.js';
import {runAdvise} from '../../cli/gpu-pool/run-advise.js';
import {usualServing} from '../../model/advise-gpus.js';
import {precisions} from '../../model/parse-llm-model.js';

export default class GpuPoolAdvise extends Command {
  static override readonly description =
    'Say which GPUs hold a model, with the arithmetic, and where the project can have them. Changes nothing.';
  static override readonly examples = [
    '<%= config.bin %> gpu-pool advise --model llama2-70b',
    '<%= config.bin %> gpu-pool advise --model 34b --precision int8 --context 16384 --batch 4 --json',
  ];
  static override readonly flags = {
    ...workspaceFlags,
    model: Flags.string({
      description: 'a model of the runbook’s table, or a number of parameters such as 7b',
      env: 'SHAKINSTALL_MODEL',
      required: true,
      helpValue: 'NAME|PARAMS',
    }),
    precision: Flags.string({
      description: 'how weights are stored; the model’s own, or 16 bits, where left out',
      env: 'SHAKINSTALL_PRECISION',
      options: [...precisions],
    }),
    context: Flags.integer({
      description: 'tokens of one conversation',
      env: 'SHAKINSTALL_CONTEXT_TOKENS',
      default: usualServing.contextTokens,
      min: 1,
      helpValue: 'TOKENS',
    }),
    batch: Flags.integer({
      description: 'conversations at once',
      env: 'SHAKINSTALL_BATCH',
      default: usualServing.batch,
      min: 1,
      helpValue: 'N',
    }),
    json: Flags.boolean({description: 'print the advice as JSON', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(GpuPoolAdvise);
    const {model, precision} = flags;
    const serving = {contextTokens: flags.context, batch: flags.batch};
    const result = await runAdvise(selectWorkspaceFlags(flags), {model, precision, serving});
    const text = flags.json ? JSON.stringify({...result, serving}, null, 2) : formatPoolAdvice(result, serving);
    process.stdout.write(`${text}\n`);
  }
}
