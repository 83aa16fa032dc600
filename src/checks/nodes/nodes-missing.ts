/** What pools that are missing, broken or without nodes account for, and pods follow from that find no node. */
export const nodesMissing = 'nodes that pods select';
