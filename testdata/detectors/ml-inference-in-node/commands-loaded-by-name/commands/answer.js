const qna = require("@tensorflow-models/qna");

module.exports = {
  name: "answer",
  async execute(message) {
    const model = await qna.load(); // want `qna\.load uses a library of models .* as far as is known`
    const answers = await model.findAnswers(message.content, "a passage");
    message.reply(answers[0].text);
  },
};
