// One step of a person at the dashboard, done with Firebase's own client package.
// Prints {"id_token"} of whoever is signed in then, or {"error"} with Firebase's code.
import { initializeApp } from 'firebase/app';
import * as firebase from 'firebase/auth';

const [host, project, step, email, password, code] = process.argv.slice(2);
const auth = firebase.initializeAuth(initializeApp({ apiKey: 'any', projectId: project }));
firebase.connectAuthEmulator(auth, `http://${host}`, { disableWarnings: true });

const signIn = () => firebase.signInWithEmailAndPassword(auth, email, password);
const steps = {
  'sign-up': () => firebase.createUserWithEmailAndPassword(auth, email, password),
  'sign-in': signIn,
  'ask-for-verification': async () => firebase.sendEmailVerification((await signIn()).user),
  'verify-email': async () => {
    await firebase.applyActionCode(auth, code);
    await signIn();
  },
  'choose-password': async () => {
    await firebase.confirmPasswordReset(auth, code, password);
    await signIn();
  },
};

let answer;
try {
  await steps[step]();
  answer = { id_token: await auth.currentUser.getIdToken() };
} catch (refusal) {
  answer = { error: refusal.code ?? String(refusal) };
}
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
