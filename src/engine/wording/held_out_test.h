// SPDX-License-Identifier: MIT
#pragma once

// A hundred more sentences, as police, health, schools and social care write them: fifty that blame
// and fifty that do not, several of which deny what the list looks for. Sixty were written before
// the list was seen, forty after that and before it was changed. When they were first tried the
// list found 33 of the fifty and flagged 5 of the others (precision 0.87, recall 0.66). What was
// missed has since been put into the list by kind and not word by word, so the next figures should
// come from new sentences.

#include <array>
#include <string_view>

namespace kith::wording {

inline constexpr std::array<std::string_view, 50> others_to_flag{
    {"Officers attended again; Kayleigh is well known to us and continues to make poor "
     "choices about who she associates with.",
        "Missing person is streetwise and is believed to be out partying of her own accord.",
        "He refused to engage with officers and would not disclose where he had been.",
        "The female is promiscuous and has been having sex with several adult males.",
        "Subject has chosen to run drugs for the line in exchange for new trainers.",
        "She is a persistent absconder and wastes police time every weekend.",
        "The aggrieved admitted to consensual sexual activity with the 34 year old.",
        "He lacks insight and has willingly involved himself in a gang.",
        "This fourteen year old was found with her older boyfriend in a hotel room.",
        "The boy was attention seeking and told officers a pack of lies.",
        "DNA x3. Mum is non-compliant and hard to reach.",
        "Patient presented under the influence, was manipulative with nursing staff and "
        "self-discharged.",
        "She is sexually active with older men and is placing herself at risk of infection.",
        "He was abusive and challenging in A&E and declined to help himself.",
        "Contraception discussed again as she will not take responsibility for her own "
        "safety.",
        "Young person failed to attend CAMHS and has been discharged for disengagement.",
        "Self-inflicted injuries, thought to be a cry for attention after he got himself "
        "into debt.",
        "She gave a story about being drugged but her behaviour suggested otherwise.",
        "Parents cannot control her and she brings it on herself by going out at night.",
        "This is a lifestyle choice and she has capacity to decide to sell herself.",
        "Naughty in class, truanting, and mixing with the wrong crowd by the shops.",
        "She dresses provocatively on non-uniform days and flirts with staff.",
        "Sent nudes to boys in Year 11 and now regrets the consequences of her actions.",
        "He is a bad influence on the others and is recruiting younger pupils to deal for "
        "him.",
        "Dad is uncooperative and mum has failed to protect the children.",
        "She puts herself in danger by getting into cars with men she meets online.",
        "Jordan is beyond parental control and very mature for his age.",
        "Pupil has been engaging in risky behaviours and refuses all support offered.",
        "She was drunk and let the boys do it, so she knew what she was doing.",
        "He plays the victim but is as much to blame as the others.",
        "The misper was located at the address of a known drug user and was rude to the "
        "crew.",
        "She has been warned several times but still chooses to hang about with this group.",
        "Victim was intoxicated, gave conflicting accounts and is not considered credible.",
        "He is a prolific missing person who does not want to be helped.",
        "The girl was dressed in a manner likely to attract attention from men.",
        "Mother unable to control her behaviour; patient wilful and unpleasant.",
        "Third admission with overdose, attention seeking, known to put herself in risky "
        "situations.",
        "Refuses contraception and does not seem to care about the consequences.",
        "She admitted having unprotected sex with two men for vodka.",
        "He is non-concordant and chaotic and repeatedly DNAs.",
        "He has a bad attitude and has fallen in with a gang.",
        "She went off the rails in Year 9 and is now known for sleeping around.",
        "It is partly her own fault because she kept messaging him back.",
        "The boy is mixed up in county lines and does not take responsibility for his "
        "actions.",
        "Her story keeps changing, so staff do not believe her.",
        "She is a willing participant and was fully aware of what she was doing.",
        "The family do not engage and the lad does as he pleases.",
        "She returns to the perpetrator by choice.",
        "He is grooming other boys and acts as a runner for the group.",
        "This young lady thrives on drama and is difficult to place."}};

inline constexpr std::array<std::string_view, 50> others_to_leave{
    {"Officers found the child at 02:10 at an address linked to two adult men; she was "
     "cold and asked for food.",
        "He was arrested on suspicion of being concerned in the supply of a Class B drug "
        "and released under investigation.",
        "The registered keeper of the vehicle declined to give his name.",
        "The man refused to open the door, so officers used their power of entry.",
        "CCTV shows an adult buying vodka and handing it to three children outside.",
        "She did not want to speak with officers today and asked to talk to her youth "
        "worker instead.",
        "The suspect is a prolific offender and is subject to a sexual harm prevention "
        "order.",
        "Intelligence suggests the flat is controlled by a man who is exploiting the "
        "tenant.",
        "A Child Abduction Warning Notice was served on the older man on 4 March.",
        "He was reported missing by the home at 23:15 and returned by taxi at 06:40.",
        "She was not brought to the appointment; the clinic will ring her aunt to find a "
        "better time.",
        "He said the cut on his arm was made by somebody else and asked that his dad not be"
        " told.",
        "Emergency contraception given. She said a man of about 30 had hurt her.",
        "Mum has asked for help at home and we have agreed to visit on Mondays.",
        "His asthma is poorly controlled and the inhaler needs review.",
        "The nurse explained the risks of the medicine and she chose the implant.",
        "He has the mental capacity to consent to the dressing being changed.",
        "She was very frightened, shouted at the ambulance crew and cried when her sister "
        "came.",
        "The service failed to offer him an interpreter on three occasions.",
        "Blood results are at risk of delay because of the holiday.",
        "She is doing well in art and has made two good friends this term.",
        "He has been absent on eleven days since an older boy began waiting at the gate.",
        "Staff will stand at the bus stop between 15:00 and 15:45.",
        "The class chose the film and Amira picked the music.",
        "An image of her was shared without her consent, and the school has reported it.",
        "He told his tutor that he owes money to a man and is afraid to go home.",
        "The corridor behind the sports hall is out of sight and pupils say they avoid it.",
        "Attendance fell after the family was moved to a hotel in another town.",
        "She does not put herself at risk; adults have put her at risk, and that is what "
        "the plan must change.",
        "The shop was refused a licence after it sold knives to children.",
        "The driver was aggressive and officers arrested him for assault.",
        "She was seen by two officers at the station and given a hot drink.",
        "His phone was examined with his consent and returned the same day.",
        "The man admitted having sex with a child and was charged.",
        "Officers explained that none of this was her fault.",
        "He was admitted to the ward with a broken wrist.",
        "Her mother said she takes responsibility for giving the insulin.",
        "The midwife described the choices open to her.",
        "She is not a risk to herself, and went home with her nan.",
        "He told us the story of his journey from Eritrea with an interpreter.",
        "The children wrote a story about a dragon.",
        "His behaviour changed after the summer, and he no longer eats at school.",
        "She asked to move seat because an older pupil was threatening her.",
        "Three pupils attended the party and were collected by parents.",
        "The deputy head takes responsibility for the trip.",
        "It was not a lifestyle choice; he was threatened with a knife.",
        "He never chose to carry drugs: they held his brother.",
        "The panel chose to pay for a taxi so that she need not walk past the house.",
        "The landlord has been uncooperative and the council is taking him to court.",
        "Her aunt is known to the service as a foster carer."}};

} // namespace kith::wording
