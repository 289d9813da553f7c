// The page: one element.
import { SecondLawLab } from './lab';

customElements.define('second-law-lab', SecondLawLab);
