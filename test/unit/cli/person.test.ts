import { readPerson } from '../../../cli/config';

test('who acts is the one who was named, else the login', () => {
  expect(readPerson({ BANYAN_WHO: 'ann', USER: 'root' }).name).toBe('ann');
  expect(readPerson({ BANYAN_WHO: '', USER: '', LOGNAME: 'bob' }).name).toBe('bob');
});

test('nobody is unknown: without any variable the account of the process acts', () => {
  expect(readPerson({}).name).toMatch(/\S/);
  expect(readPerson({}).name).not.toMatch(/unknown/);
});
