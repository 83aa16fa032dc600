/** Every code of the configuration with what it means. A code is never reused. */
export const configCodes = {
  SHK_CONFIG_E0001: 'There is no configuration.',
  SHK_CONFIG_E0002: 'The configuration is empty.',
  SHK_CONFIG_E0003: 'The configuration is not valid YAML.',
  SHK_CONFIG_E0004: 'The file holds several YAML documents.',
  SHK_CONFIG_E0005: 'A key stands in the configuration twice.',
  SHK_CONFIG_E0006: 'The file is of another kind or of another version.',
  SHK_CONFIG_E0007: 'A key is unknown.',
  SHK_CONFIG_E0008: 'A needed value is missing.',
  SHK_CONFIG_E0009: 'A value is of the wrong type.',
  SHK_CONFIG_E0010: 'A value is none of those that are allowed.',
  SHK_CONFIG_E0011: 'A value does not have the form it needs.',
  SHK_CONFIG_E0012: 'A number is too small or too large.',
  SHK_CONFIG_E0013: 'A secret is written out.',
  SHK_CONFIG_E0014: 'Address ranges overlap.',
  SHK_CONFIG_E0015: 'A zone lies in another place than the cluster.',
  SHK_CONFIG_E0016: 'An accelerator and its machine do not fit.',
  SHK_CONFIG_E0017: 'Two node pools have the same name.',
  SHK_CONFIG_E0018: 'The bounds of autoscaling do not hold the number of nodes.',
  SHK_CONFIG_E0019: 'Two values contradict each other.',
  SHK_CONFIG_E0020: 'The domain lies outside its DNS zone.',
  SHK_CONFIG_E0021: 'The file of the configuration cannot be read.',
  SHK_CONFIG_W0001: 'A region is not known to this version.',
  SHK_CONFIG_W0002: 'A machine series is not known to this version.',
  SHK_CONFIG_W0003: 'A value has no effect.',
} as const;

export type ConfigCode = keyof typeof configCodes;
