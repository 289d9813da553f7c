// The panels as the schema tells them: asked for what they use, never for their names.
import { schema, type PanelSpec, type RunMoment } from './engine/wasm';

/** In the order of their tabs. */
export const panels = (): PanelSpec[] => schema().panels;

/** The panel of a set-up that names none: the entropy production of one state. */
export const firstPanel = (): PanelSpec => panels()[0]!;

/** The panel that shows a set-up. */
export const panelOf = (values: Record<string, string>): PanelSpec => panels().find(({ id }) => id === values['panel']) ?? firstPanel();

/** Whether a panel shows every eigenstate of the bath at once, and no time. */
export const showsLevels = ({ uses }: PanelSpec): boolean => uses.includes('levels');

/** Whether a panel is about one state of one bath. */
export const showsOneState = (panel: PanelSpec): boolean => !showsLevels(panel) && !panel.uses.includes('family');

/** What a panel's curve shows of a run at one time. */
export const valueOf = ({ column }: PanelSpec, { values }: RunMoment): number | null => (column === null ? null : (values[column] ?? null));
