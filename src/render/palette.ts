import pc from 'picocolors';

/** The colours of a text, or none of them. */
export type Palette = ReturnType<typeof pc.createColors>;

/** Leaves every text as it is: for files, pipes and whoever did not ask for colour. */
export const plainPalette: Palette = pc.createColors(false);

/** Colours as a terminal understands them. */
export const colouredPalette: Palette = pc.createColors(true);
