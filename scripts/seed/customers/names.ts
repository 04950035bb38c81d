/** Plainly made up: trees for first names, words for samples as last names. */
export const FIRST_NAMES: readonly string[] = [
  'Alder', 'Aspen', 'Beech', 'Birch', 'Cedar', 'Elm', 'Fir', 'Hazel', 'Holly', 'Juniper', 'Laurel', 'Linden', 'Maple', 'Oak', 'Olive', 'Pine', 'Rowan',
  'Spruce', 'Willow', 'Yew', 'Zelkova', "O'Ash", 'Jürgen-Tanne', 'Chêne', 'Ñire', 'Ёлка', '松', 'شجرة',
];
export const LAST_NAMES: readonly string[] = [
  'Sampleson', 'Testfield', 'Mockford', 'Fakeley', 'Demoson', 'Placeholder', 'Fixture', 'Stubbs-Example', "D'Example", 'Müsterfrau', 'Échantillon',
  'Пример', 'Nguyễn-Mẫu', '样本', 'Loremsen', 'Ipsumova', 'Nobodyson', 'Exemplar', 'Dummyhoff', 'Anyperson',
];
export const CITIES: readonly string[] = ['Sampletown', 'Exampleville', 'Musterstadt', 'Testford', 'Mockbourne', 'Ville-Exemple', 'Saint-Test', 'Bad Beispiel'];
export const STREETS: readonly string[] = ['Sample Street', 'Example Avenue', 'Musterweg', 'Rue du Test', 'Mock Lane', 'Fixture Road'];
export const MAIL_DOMAINS: readonly string[] = ['example.com', 'example.org', 'example.net', 'shop.test'];
