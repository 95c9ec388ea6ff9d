export { mapped } from './mapped.js';
