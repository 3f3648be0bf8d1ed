// The screen "Compare".
export default function compare() {}
